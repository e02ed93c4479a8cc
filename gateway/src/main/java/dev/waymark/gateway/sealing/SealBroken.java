package dev.waymark.gateway.sealing;

/** A sealed value does not open: altered, moved to another cell, or under another key. Names the cell, never the value. */
public final class SealBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SealBroken(Cell cell) {
        super("the sealed value at " + cell + " does not open: it was altered or moved, or belongs to another key");
    }
}
