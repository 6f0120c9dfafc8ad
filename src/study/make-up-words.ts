const WAY = { made_up: '补学', home_delivery: '送学上门' } as const

/** What is said when somebody learned afterwards what was taught. */
export const makeUpWords = {
  wayNames: { ...WAY, in_room: undefined, from_afar: undefined } as const,
  recorded: (name: string, way: keyof typeof WAY, title: string) => `记下了：${name}${WAY[way]}，\n${title}。\n记错了请回复：撤销`,
  knownBefore: (name: string, way: keyof typeof WAY, title: string) => `${name}早就记作${WAY[way]}了：\n${title}`,
  wasThere: (name: string, title: string) => `${name}那次到会了，不用补：\n${title}`,
  nothing: (name: string) => `${name}没有要补的会。\n哪一次请写号：记 ${name} 补学 3`,
  material: (title: string, material: string) => `${title}您没来成，学习材料给您，\n有空看看，不急：\n${material}\n学完跟书记说一声就行`,
  materialInFile: '见附件',
  whyMaterial: '没到会的人各送一份材料，只送一次',
} as const
