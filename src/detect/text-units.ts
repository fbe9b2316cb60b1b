/** Units behind the end that may be asked for: there, nothing stands. */
const beyond = 4

let room = new Uint16Array(0)
let bytes = Buffer.alloc(0)

/**
 * A text's UTF-16 units, which are read in half the time that a string takes, with a few zeros behind the end. Holds
 * until the next text is asked for.
 */
export const textUnits = (text: string): Uint16Array => {
  if (room.length < text.length + beyond) {
    room = new Uint16Array(2 * text.length + beyond)
    bytes = Buffer.from(room.buffer)
  }
  bytes.write(text, 'utf16le')
  room.fill(0, text.length, text.length + beyond)
  return room
}
