package dev.waymark.gateway.sealing;

/**
 * Where a sealed value stands: a value moved to another row or column does not open.
 *
 * @param table the table, as in the database
 * @param column the column
 * @param row the primary key, as text; parts joined by {@code /}
 */
public record Cell(String table, String column, String row) {

    @Override
    public String toString() {
        return table + "." + column + "/" + row;
    }
}
