// Builds the program into dist.
import { build, prepare } from './prepare.mjs'

prepare('test')
build()
