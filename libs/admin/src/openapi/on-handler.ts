/** A parameter decorator that also describes, by method decorators, the handler that the parameter belongs to. */
export function onHandler(
  parameter: ParameterDecorator,
  ...described: readonly MethodDecorator[]
): ParameterDecorator {
  return (target, key, index) => {
    parameter(target, key, index);
    const handler = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key === undefined || handler === undefined) return;
    for (const decorate of described) decorate(target, key, handler);
  };
}
