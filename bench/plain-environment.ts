/** Returns the environment without variables that configure Hourlake, the AWS SDK or Node. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const steering = /^((HOURLAKE|AWS)_.*|NODE_OPTIONS|NODE_V8_COVERAGE)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !steering.test(name)));
}
