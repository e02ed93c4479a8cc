package dev.waymark.gateway.model;

import java.util.Set;

/** A case as the wire names it: {@code <program>/<case>} (protocol, section 4). */
public record CaseRef(ProgramId program, String code) implements Comparable<CaseRef> {

    private static final Form CODE = Form.of("A-Za-z0-9._-", 1, 64);

    /** What no path leads to (RFC 3986, section 5.2.4). */
    private static final Set<String> DOT_SEGMENTS = Set.of(".", "..");

    /** Dot segments are let through here alone: events for such a case were parked once, and still stand. */
    public CaseRef {
        if (!CODE.matches(code)) {
            throw new IllegalArgumentException("a case must match " + CODE);
        }
    }

    /** Reads {@code <program>/<case>}; throws {@link IllegalArgumentException} for anything else. */
    public static CaseRef of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a case is named <program>/<case>");
        }
        ProgramId program = new ProgramId(text.substring(0, slash));
        String code = text.substring(slash + 1);
        if (!isValidCode(code)) {
            throw new IllegalArgumentException("a case must match " + CODE + ", and be neither . nor ..");
        }
        return new CaseRef(program, code);
    }

    /** Whether a case may be named so. */
    public static boolean isValidCode(String code) {
        return CODE.matches(code) && !DOT_SEGMENTS.contains(code);
    }

    @Override
    public int compareTo(CaseRef other) {
        int byProgram = program.compareTo(other.program);
        return byProgram != 0 ? byProgram : code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return program + "/" + code;
    }
}
