// Loaded before a program (`node --import`): at its end, writes what the process used to $COPYDESK_USAGE.
import {writeFileSync} from 'node:fs'
import {isMainThread} from 'node:worker_threads'

if (isMainThread) {
  process.on('exit', () => {
    const {user, system} = process.cpuUsage()
    const {maxRSS} = process.resourceUsage()
    writeFileSync(
      process.env.COPYDESK_USAGE,
      JSON.stringify({cpuSeconds: (user + system) / 1e6, peakMegabytes: maxRSS / 1024}),
    )
  })
}
