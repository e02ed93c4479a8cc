package dev.waymark.gateway.model;

/**
 * From how many to how many of which ASCII characters a name has. Reads like the pattern that it stands for and costs a
 * fraction of it: names are read by the thousand for each request. Immutable.
 */
final class Form {

    private static final int ASCII = 128;

    private final String pattern;
    private final boolean[] allowed = new boolean[ASCII];
    private final int least;
    private final int most;

    private Form(String characters, int least, int most) {
        this.pattern = "[" + characters + "]{" + least + "," + most + "}";
        this.least = least;
        this.most = most;
        int i = 0;
        while (i < characters.length()) {
            boolean range = i + 2 < characters.length() && characters.charAt(i + 1) == '-';
            char last = characters.charAt(range ? i + 2 : i);
            for (char c = characters.charAt(i); c <= last; c++) {
                allowed[c] = true;
            }
            i += range ? 3 : 1;
        }
    }

    /** @param characters as a character class has them: {@code a-z} is a range, and a hyphen at the end itself */
    static Form of(String characters, int least, int most) {
        return new Form(characters, least, most);
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    boolean matches(String text, int start, int end) {
        if (end - start < least || end - start > most) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ASCII || !allowed[c]) {
                return false;
            }
        }
        return true;
    }

    /** As a regular expression. */
    @Override
    public String toString() {
        return pattern;
    }
}
