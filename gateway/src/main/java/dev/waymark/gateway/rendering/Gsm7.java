package dev.waymark.gateway.rendering;

/** The alphabet of text messages (3GPP TS 23.038, 6.2.1). Pure. */
final class Gsm7 {

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Each takes two places. */
    private static final String EXTENDED = "\f^{}\\[~]|€";

    private Gsm7() {}

    static boolean holds(String text) {
        return text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0);
    }

    /** Places taken by {@code text}, which the alphabet holds. */
    static int length(String text) {
        return text.length()
                + (int) text.chars().filter(c -> EXTENDED.indexOf(c) >= 0).count();
    }

    static int segments(String text) {
        return holds(text) ? parts(length(text), 160, 153) : parts(text.length(), 70, 67);
    }

    private static int parts(int length, int alone, int each) {
        return length <= alone ? 1 : (length + each - 1) / each;
    }
}
