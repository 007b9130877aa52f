// A page that draws a map while a worker fills it: the Mandelbrot set, point by point. Page and script have to be served with
// the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.

import { ConcurrentInt32Map, SharedHeap } from 'tophash/shared'

export const SIDE = 200
const POINTS = SIDE * SIDE
const MOST_STEPS = 255

/** After how many steps the point of a pixel is surely outside; MOST_STEPS if it never is. */
export function stepsOf(pixel: number): number {
  const [cx, cy] = [((pixel % SIDE) / SIDE) * 3 - 2.2, (Math.floor(pixel / SIDE) / SIDE) * 3 - 1.5]
  let [x, y, steps] = [0, 0, 0]
  for (; steps < MOST_STEPS && x * x + y * y < 4; steps++) [x, y] = [x * x - y * y + cx, 2 * x * y + cy]
  return steps
}

/** In the worker. */
function fill(map: ConcurrentInt32Map): void {
  // All over the picture at once: 7919 has no divisor in common with the number of points.
  for (let i = 0; i < POINTS; i++) map.set((i * 7919) % POINTS, stepsOf((i * 7919) % POINTS))
}

function draw(map: ConcurrentInt32Map, context: CanvasRenderingContext2D): void {
  const image = context.createImageData(SIDE, SIDE)
  for (const [pixel, steps] of map) image.data.set([steps, steps * 4, 255 - steps, 255], pixel * 4)
  context.putImageData(image, 0, 0)
}

/** In the page: draws frame after frame until the picture is whole. Returns how many frames there were. */
export async function show(canvas: HTMLCanvasElement): Promise<number> {
  const heap = new SharedHeap()
  const map = new ConcurrentInt32Map({ heap, values: 'uint32' })
  const worker = new Worker(new URL(import.meta.url), { type: 'module' })
  heap.watch(worker)
  worker.postMessage(map.handle)
  canvas.width = canvas.height = SIDE
  const context = canvas.getContext('2d')!
  let frames = 0
  for (let isWhole = false; !isWhole; frames++) {
    await new Promise(requestAnimationFrame)
    isWhole = map.size === POINTS
    draw(map, context)
  }
  worker.terminate()
  return frames
}

if (typeof document === 'undefined') {
  addEventListener('message', ({ data }) => fill(ConcurrentInt32Map.attach(data)), { once: true })
}
