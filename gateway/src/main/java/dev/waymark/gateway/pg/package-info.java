/** PostgreSQL: the embedded one or a given one, the pool, transactions, migrations. */
@NullMarked
package dev.waymark.gateway.pg;

import org.jspecify.annotations.NullMarked;
