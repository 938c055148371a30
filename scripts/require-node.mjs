/** CommonJS packages here load ESM ones, which Node does by itself from these versions on. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (fits) return;
  console.error(
    `Portico needs Node 20.19 or newer (of the 22 line, 22.12 or newer). This is Node ${version}.`,
  );
  process.exit(1);
}
