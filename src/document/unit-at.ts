/**
 * `text.charCodeAt(index)` for loops over the characters of many texts. V8 keeps texts in a dozen ways: whole, as part
 * of another, as a sum, of one byte or of two. Where a loop has met more than four of them, it looks the method up anew
 * for every character, which takes four times as long as the rest; this one is known beforehand. Such a loop should
 * ask for the length once, too.
 */
export const unitAt: (text: string, index: number) => number = Function.prototype.call.bind(
  String.prototype.charCodeAt,
)
