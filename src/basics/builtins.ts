// Built-in classes as they were when the library was loaded. A program may put ours in their place, as a polyfill does: a
// HashMap that looked `Map` up when it needs one would then be made of itself.

export const NativeMap: MapConstructor = Map
export const NativeSet: SetConstructor = Set
