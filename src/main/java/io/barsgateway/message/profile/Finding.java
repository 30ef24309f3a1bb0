package io.barsgateway.message.profile;

/**
 * What a validator found at one place of a message, told without what stands there.
 *
 * @param rule the validator's own name for the rule, such as Terminology_TX_NoValid_1_CC
 * @param place element path by types, without indexes and ids, such as Patient.name
 * @param definition the profile or value set, where it is one that was loaded; else empty
 * @param counts what is asked and what was found of a count; else empty
 */
record Finding(String rule, String place, String definition, String counts) {}
