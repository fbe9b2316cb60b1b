/** Logistic regression on standardised columns, lightly pulled to zero, by Newton's method. */

export type Case = {readonly values: readonly number[]; readonly label: 0 | 1; readonly weight: number}
export type Logistic = {readonly weights: number[]; readonly bias: number}

/** Pull of the weights to zero, in examples. */
const ridge = 20
const rounds = 12

/** Solves `matrix · x = vector` by elimination; the matrix is positive definite. */
const solve = (matrix: Float64Array[], vector: Float64Array): Float64Array => {
  const size = vector.length
  for (let pivot = 0; pivot < size; pivot += 1) {
    const own = matrix[pivot] as Float64Array
    for (let row = pivot + 1; row < size; row += 1) {
      const other = matrix[row] as Float64Array
      const factor = (other[pivot] as number) / (own[pivot] as number)
      for (let k = pivot; k < size; k += 1) other[k] = (other[k] as number) - factor * (own[k] as number)
      vector[row] = (vector[row] as number) - factor * (vector[pivot] as number)
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    const own = matrix[row] as Float64Array
    let sum = vector[row] as number
    for (let k = row + 1; k < size; k += 1) sum -= (own[k] as number) * (vector[k] as number)
    vector[row] = sum / (own[row] as number)
  }
  return vector
}

export const fitLogistic = (cases: readonly Case[]): Logistic => {
  const width = cases[0]?.values.length ?? 0
  const columns = Array.from({length: width}, (_, k) => cases.map(({values}) => values[k] ?? 0))
  const means = columns.map(column => column.reduce((a, b) => a + b, 0) / cases.length)
  const spreads = columns.map(
    (column, k) =>
      Math.sqrt(column.reduce((sum, value) => sum + (value - (means[k] ?? 0)) ** 2, 0) / cases.length) || 1,
  )
  const rows = cases.map(({values}) =>
    Float64Array.from([...values.map((value, k) => (value - (means[k] ?? 0)) / (spreads[k] ?? 1)), 1]),
  )
  const beta = new Float64Array(width + 1)
  for (let round = 0; round < rounds; round += 1) {
    const gradient = beta.map((value, k) => (k < width ? -ridge * value : 0))
    const curvature = Array.from({length: width + 1}, (_, k) => {
      const row = new Float64Array(width + 1)
      row[k] = k < width ? ridge : 1e-6
      return row
    })
    cases.forEach(({label, weight}, index) => {
      const row = rows[index] as Float64Array
      const guess = 1 / (1 + Math.exp(-row.reduce((sum, value, k) => sum + value * (beta[k] as number), 0)))
      const error = weight * (label - guess)
      const bend = weight * Math.max(1e-6, guess * (1 - guess))
      for (let i = 0; i <= width; i += 1) {
        gradient[i] = (gradient[i] as number) + error * (row[i] as number)
        const own = curvature[i] as Float64Array
        const scaled = bend * (row[i] as number)
        for (let k = 0; k <= width; k += 1) own[k] = (own[k] as number) + scaled * (row[k] as number)
      }
    })
    solve(curvature, gradient).forEach((step, k) => {
      beta[k] = (beta[k] as number) + step
    })
  }
  const weights = means.map((_, k) => Number(((beta[k] as number) / (spreads[k] ?? 1)).toPrecision(6)))
  const bias = (beta[width] as number) - means.reduce((sum, mean, k) => sum + mean * (weights[k] ?? 0), 0)
  return {weights, bias: Number(bias.toPrecision(6))}
}
