package dev.waymark.gateway.model;

/** A case as the wire names it: {@code <program>/<case>} (protocol, section 4). */
public record CaseRef(ProgramId program, String code) implements Comparable<CaseRef> {

    private static final Form CODE = Form.of("A-Za-z0-9._-", 1, 64);

    public CaseRef {
        if (!isValidCode(code)) {
            throw new IllegalArgumentException("a case must match " + CODE);
        }
    }

    /** Reads {@code <program>/<case>}; throws {@link IllegalArgumentException} for anything else. */
    public static CaseRef of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a case is named <program>/<case>");
        }
        return new CaseRef(new ProgramId(text.substring(0, slash)), text.substring(slash + 1));
    }

    public static boolean isValidCode(String code) {
        return CODE.matches(code);
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
