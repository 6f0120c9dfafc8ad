import { isEmpty, seedDemo } from '../../src/roster/demo.ts'
import { clock, openMachine, Refused } from '../machine.ts'

/** Seeds the demo township into an empty rehearsal database. */
export async function demoVerb(print: (line: string) => void): Promise<void> {
  const { settings, database, cipher } = await openMachine('serve')
  try {
    if (settings.life !== 'rehearsal') throw new Refused('演练用的乡镇只能放进演练数据库，请把 PLATFORMS 设为 sandbox')
    const seeded = await database.write(async (tx) => {
      if (!(await isEmpty(tx))) return false
      await seedDemo(tx, cipher, clock())
      return true
    })
    print(seeded ? '演练用的乡镇已备好，人名都是编的' : '数据库里已经有人，没有改动')
  } finally {
    await database.close()
  }
}
