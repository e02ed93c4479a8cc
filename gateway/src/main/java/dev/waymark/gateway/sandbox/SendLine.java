package dev.waymark.gateway.sandbox;

import java.net.URI;
import java.nio.file.Path;

/** Makes the line that sends a file of events, to be copied into any terminal in any folder. */
@FunctionalInterface
public interface SendLine {
    String of(Path key, URI gateway, Path events);
}
