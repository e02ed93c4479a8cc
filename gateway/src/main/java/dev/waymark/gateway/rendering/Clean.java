package dev.waymark.gateway.rendering;

/** Values as they may stand in a message: nothing that breaks a line or turns the direction of what follows. Pure. */
final class Clean {

    private Clean() {}

    static String value(String value, boolean lines) {
        StringBuilder clean = new StringBuilder();
        value.codePoints().forEach(character -> {
            if (character == '\n' && lines) {
                clean.append('\n');
            } else if (Character.isISOControl(character) || character == 0x2028 || character == 0x2029) {
                clean.append(' ');
            } else if (!turnsDirection(character)) {
                clean.appendCodePoint(character);
            }
        });
        return clean.toString().strip();
    }

    private static boolean turnsDirection(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }
}
