-- What the other side refused for good is told to the local system.
ALTER TABLE work ADD COLUMN notice boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN work.notice IS 'It only tells what became of something else: it neither waits behind what was set aside nor holds anything back once it is';
