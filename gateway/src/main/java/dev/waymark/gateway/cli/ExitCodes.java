package dev.waymark.gateway.cli;

/** What a command leaves for the shell (protocol, section 12). */
final class ExitCodes {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private ExitCodes() {}
}
