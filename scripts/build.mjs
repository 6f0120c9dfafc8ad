// Builds the program into dist when its sources changed.
import { prepare } from './prepare.mjs'

prepare('test')
