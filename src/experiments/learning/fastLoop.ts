/** The fast loop of the learning rules as it runs here: WebAssembly where it has been built. The two agree to rounding, not bit by bit. */
import { type LoopFactory, typeScriptFactory } from '../../numeric/learning/fastLearning.ts';
import { webAssemblyFactory } from '../../numeric/learning/webAssemblyLoop.ts';
import { builtModule } from '../../parallel/builtModule.ts';

interface FastLoop {
  readonly name: 'WebAssembly' | 'TypeScript';
  readonly factory: () => LoopFactory;
}

let loopOfThisThread: FastLoop | undefined;

export function fastLoop(): FastLoop {
  if (loopOfThisThread === undefined) {
    const module = builtModule('learning');
    loopOfThisThread =
      module === undefined
        ? { name: 'TypeScript', factory: typeScriptFactory }
        : { name: 'WebAssembly', factory: webAssemblyFactory(module) };
  }
  return loopOfThisThread;
}

/** Which loop runs here: results are the same bits for the same loop. */
export const fastLoopName = (): FastLoop['name'] => fastLoop().name;
