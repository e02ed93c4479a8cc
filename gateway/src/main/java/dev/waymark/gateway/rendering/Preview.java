package dev.waymark.gateway.rendering;

import java.util.Optional;

/**
 * A template as its readers will see it, with values made up.
 *
 * @param folder {@code patient}, {@code partner} or {@code manager}
 * @param head the subject or title; empty text where its channel has none
 * @param body text, or of a page the whole HTML with its sheet in it
 * @param size of a text
 */
public record Preview(
        String folder,
        String language,
        String channel,
        String name,
        String head,
        String body,
        Optional<TextSize> size) {

    /** How long a text gets at most, over every sender. */
    public record TextSize(String alphabet, int length, int most, int parts) {}

    /** Without the language: what {@code --template} names. */
    public String path() {
        return folder + "/" + channel + "/" + name;
    }

    public boolean isPage() {
        return channel.equals(Medium.PAGE.folder());
    }
}
