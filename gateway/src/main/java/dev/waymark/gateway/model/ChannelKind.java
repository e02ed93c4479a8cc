package dev.waymark.gateway.model;

import java.util.Locale;

/** The way a notification takes. */
public enum ChannelKind {
    /** To the partner's webhook; it stands in the partner's inbox too. */
    WEBHOOK,
    /** In the inbox alone: the partner has no webhook. */
    INBOX,
    EMAIL,
    SMS;

    /** The word in the database, in metrics and in answers, such as {@code webhook}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ChannelKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
