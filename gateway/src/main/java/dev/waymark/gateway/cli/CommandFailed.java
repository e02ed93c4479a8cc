package dev.waymark.gateway.cli;

/** A command that cannot do what it was asked; the message is for whoever asked. */
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailed(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** It was asked rightly and did not work out. */
    static CommandFailed failed(String message) {
        return new CommandFailed(ExitCodes.FAILED, message);
    }

    /** It was asked wrongly. */
    static CommandFailed misused(String message) {
        return new CommandFailed(ExitCodes.MISUSED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
