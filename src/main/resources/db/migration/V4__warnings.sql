-- What was odd about a message and did no harm; told to the local system, never to the Sender.
ALTER TABLE message ADD COLUMN warnings text NOT NULL DEFAULT '';
COMMENT ON COLUMN message.warnings IS 'One a line: paths, rules and UUIDs of the message, no other value of it';

-- A UUID is the same in capitals and in small letters
CREATE INDEX message_bundle_any_case ON message (lower(bundle_id));
