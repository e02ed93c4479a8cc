package dev.waymark.gateway.sandbox;

/** One leg of the tour: what was to be seen, whether it was, and what exactly. */
record Leg(String name, boolean seen, String what) {

    String line() {
        return "  %-4s  %-34s %s".formatted(seen ? "ok" : "FAIL", name, what);
    }
}
