package dev.waymark.gateway.http;

/** JSON pointers (RFC 6901), in their string form. */
public final class Pointers {

    private Pointers() {}

    /** The pointer to a member of what {@code parent} points to. */
    public static String child(String parent, String member) {
        return parent + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
