package dev.waymark.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files of conf/, which the program carries as its defaults. */
public final class PackedConf {

    private PackedConf() {}

    /** The text of one of them, such as {@code journey.yaml}. */
    public static String text(String name) {
        try (InputStream in = PackedConf.class.getResourceAsStream("/conf/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program was packed without conf/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
