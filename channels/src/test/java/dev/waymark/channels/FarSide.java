package dev.waymark.channels;

import java.util.List;

/** The other end of a channel, on a real socket, that behaves as a test wants. */
public interface FarSide {

    /** What it does with a message. */
    enum Manner {
        TAKES,
        /** Takes it, after a third of a second. */
        DAWDLES,
        /** Will not have this message. */
        REFUSES,
        /** Refuses in 100 KiB of words with U+0000 and characters of four bytes among them. */
        RANTS,
        /** Not now. */
        PUTS_OFF,
        KEEPS_SILENT,
        /** Resets the connection in the midst of its answer. */
        BREAKS_OFF
    }

    /** What a ranting far side says. */
    String RANT = "no\0no \uD83D\uDE48 ".repeat(9_000);

    int port();

    /** The ids of the messages that were read to their end, in order, repeated ones too. */
    List<String> seen();
}
