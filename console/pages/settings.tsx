import { Configs } from '../components/configs.js';
import { Tokens } from '../components/tokens.js';

/** CloudStack configurations and tokens. */
export function SettingsPage() {
  return (
    <>
      <h1>Settings</h1>
      <h2>CloudStack configurations</h2>
      <Configs />
      <h2>Tokens</h2>
      <Tokens />
    </>
  );
}
