package dev.waymark.gateway.rendering;

/**
 * A file as it was read.
 *
 * @param path from the folder of all templates, with {@code /}
 * @param shown what faults call it
 */
record TemplateFile(String path, String shown, String text) {}
