# The agent keeps tokens for the programs of one person, as ssh-agent keeps keys.
eval "$(oidc-agent --quiet)"
trap 'kill "$OIDCD_PID"' EXIT
trap 'exit 1' INT TERM

# Registers itself at the issuer, and shows the address that the person opens. FLOW is code or device.
oidc-gen portico --issuer="$ISSUER" --access-token="$REGISTRATION_TOKEN" --flow="$FLOW" \
  --redirect-uri="http://localhost:$PORT" --scope='openid profile offline_access' \
  --pw-env=PASSWORD --prompt=none --confirm-default --no-url-call

# A token for curl and others; it is renewed first when it lives for less than the time that is asked for.
oidc-token portico
oidc-token --time=3600 portico
