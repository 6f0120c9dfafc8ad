import { expect, test } from 'vitest'
import { findSecrecyWords } from '../../../src/kernel/privacy/secrecy.ts'

test.each([
  ['此件为机密，请各支部知悉', ['机密']],
  ['内 部 资 料，请勿外传', ['内部', '请勿外传']],
  ['內部文件', ['内部']],
  ['秘\u200b密文件', ['秘密']],
  ['密·级：机·密', ['机密', '密级']],
  ['【红头文件扫描】', ['红头文件扫描']],
])('"%s" asks the secretary whether it may be public', (text, words) => {
  expect([...findSecrecyWords(text)].toSorted()).toEqual([...words].toSorted())
})

test.each(['11月22日上午9点在村部开主题党日', '第三季度村务公开已经上墙', '秘书长来村里，密切联系群众', ''])(
  '"%s" asks nothing',
  (text) => {
    expect(findSecrecyWords(text)).toEqual([])
  },
)
