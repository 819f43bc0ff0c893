-- Invitations to a role. The secret of the link is in the mail alone. Ended: accepted, or withdrawn (accepted_by NULL).
CREATE TABLE invitation (
  invitation_id INT64 NOT NULL PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  role TEXT NOT NULL
    CHECK (role IN ('organisation_user', 'coach', 'coordinator', 'policy_officer', 'auditor', 'administrator')),
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('organisation', 'hub', 'network')),
  scope_id INT64 NOT NULL,
  scope_name TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT,
  invited_by INT64 REFERENCES person (person_id),
  sent_at_ms INT64 NOT NULL,
  expires_at_ms INT64 NOT NULL,
  ended_at_ms INT64,
  accepted_by INT64 REFERENCES person (person_id),
  CHECK ((scope_kind = 'network') = (scope_id = 0)),
  CHECK (accepted_by IS NULL OR ended_at_ms IS NOT NULL)
) STRICT;
CREATE INDEX invitation_scope ON invitation (scope_kind, scope_id, sent_at_ms);

-- Links in mails that open once: to make an account, to set a new password.
CREATE TABLE account_link (
  link_hash TEXT NOT NULL PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('register', 'reset')),
  email TEXT NOT NULL,
  created_at_ms INT64 NOT NULL,
  expires_at_ms INT64 NOT NULL,
  used_at_ms INT64
) STRICT;
CREATE INDEX account_link_email ON account_link (email);

-- The second factor of a person: an authenticator app. last_step is the 30 seconds whose code was used last.
CREATE TABLE second_factor (
  person_id INT64 NOT NULL PRIMARY KEY REFERENCES person (person_id),
  sealed_secret TEXT NOT NULL,
  set_at_ms INT64 NOT NULL,
  last_step INT64 NOT NULL
) STRICT;
CREATE TABLE recovery_code (
  person_id INT64 NOT NULL REFERENCES person (person_id),
  code_hash TEXT NOT NULL,
  used_at_ms INT64,
  PRIMARY KEY (person_id, code_hash)
) STRICT;

-- Somebody gave the right password and still has to show the second factor.
CREATE TABLE sign_in_ticket (
  ticket_hash TEXT NOT NULL PRIMARY KEY,
  person_id INT64 NOT NULL REFERENCES person (person_id),
  created_at_ms INT64 NOT NULL,
  ended_at_ms INT64
) STRICT;
CREATE INDEX sign_in_ticket_created ON sign_in_ticket (created_at_ms);

-- Attempts to sign in that failed or are under way: one row for the account, one for the address, one for both
-- together. Who is kept as a hash, for an hour.
CREATE TABLE sign_in_attempt (
  attempt_id INT64 NOT NULL,
  who_hash TEXT NOT NULL,
  at_ms INT64 NOT NULL,
  PRIMARY KEY (attempt_id, who_hash)
) STRICT;
CREATE INDEX sign_in_attempt_who ON sign_in_attempt (who_hash, at_ms);
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at_ms);

-- Browsers in which somebody signed in before: an attack from elsewhere does not keep them out.
CREATE TABLE known_device (
  device_hash TEXT NOT NULL,
  person_id INT64 NOT NULL REFERENCES person (person_id),
  seen_at_ms INT64 NOT NULL,
  PRIMARY KEY (device_hash, person_id)
) STRICT;
CREATE INDEX known_device_person ON known_device (person_id);
