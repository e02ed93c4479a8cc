package dev.waymark.gateway;

/** Entry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
