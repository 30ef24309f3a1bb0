-- A message is delivered, or sent, in the trace of what had it held, though another gateway may do it, and later.

ALTER TABLE message ADD COLUMN trace text;
COMMENT ON COLUMN message.trace IS 'W3C traceparent of what had it held; NULL where there is none';
