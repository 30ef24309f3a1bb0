-- No transaction is open while a local system thinks: the question's row, leased by the store's clock, says that it is being asked.
ALTER TABLE question
    ADD COLUMN case_id      uuid,
    ADD COLUMN lease        uuid,
    ADD COLUMN leased_until timestamptz;
CREATE INDEX question_case ON question (case_id);
COMMENT ON COLUMN question.lease IS 'The attempt that asks; until leased_until, a repeat of the request is 425';
