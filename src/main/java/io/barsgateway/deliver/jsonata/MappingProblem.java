package io.barsgateway.deliver.jsonata;

/**
 * What is wrong in a mapping file or a code table, found before it is used.
 *
 * @param file its path in the routes folder, such as {@code local/pas.jsonata}
 * @param line from 1; 0 where it is about the whole file
 * @param words what is wrong and what to write instead
 */
public record MappingProblem(String file, int line, String words) {}
