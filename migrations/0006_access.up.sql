-- People with an account. `email` is folded to lower case by the program, so that one mailbox is one account.
CREATE TABLE person (
  person_id INT64 NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_sort TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'erased')),
  password_hash TEXT NOT NULL,
  password_changed_at_ms INT64,
  created_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;

-- Roles given, from a day to a day. scope_id is 0 for the network. Rows are ended, never removed.
CREATE TABLE role_grant (
  grant_id INT64 NOT NULL PRIMARY KEY,
  person_id INT64 NOT NULL REFERENCES person (person_id),
  role TEXT NOT NULL
    CHECK (role IN ('organisation_user', 'coach', 'coordinator', 'policy_officer', 'auditor', 'administrator')),
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('organisation', 'hub', 'network')),
  scope_id INT64 NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'effective', 'ended')),
  given_by INT64 REFERENCES person (person_id),
  decided_by INT64 REFERENCES person (person_id),
  given_at_ms INT64 NOT NULL,
  ended_at_ms INT64,
  version INT64 NOT NULL,
  CHECK ((scope_kind = 'network') = (scope_id = 0)),
  CHECK ((state = 'ended') = (ended_at_ms IS NOT NULL)),
  CHECK (decided_by IS NULL OR given_by IS NULL OR decided_by <> given_by)
) STRICT;
CREATE INDEX role_grant_person ON role_grant (person_id);
CREATE INDEX role_grant_scope ON role_grant (scope_kind, scope_id);

-- Signed-in browsers. The token itself is nowhere but in the browser's cookie.
CREATE TABLE session (
  session_hash TEXT NOT NULL PRIMARY KEY,
  person_id INT64 NOT NULL REFERENCES person (person_id),
  device TEXT NOT NULL,
  has_second_factor INT64 NOT NULL CHECK (has_second_factor IN (0, 1)),
  created_at_ms INT64 NOT NULL,
  seen_at_ms INT64 NOT NULL,
  proved_at_ms INT64 NOT NULL,
  ended_at_ms INT64
) STRICT;
CREATE INDEX session_person ON session (person_id);

-- The roles that count for a session, apart from their days: what conditions of queries ask. A role that needs a second
-- factor counts only in a session that showed one.
CREATE VIEW held_role AS
SELECT session.session_hash, session.person_id, role_grant.role, role_grant.scope_kind, role_grant.scope_id,
  role_grant.from_on, role_grant.to_on
FROM session
JOIN person ON person.person_id = session.person_id AND person.state = 'active'
JOIN role_grant ON role_grant.person_id = session.person_id AND role_grant.state = 'effective'
WHERE session.ended_at_ms IS NULL
  AND (session.has_second_factor = 1 OR role_grant.role IN ('organisation_user', 'coach'));
