/** The commands of the program. Arguments → one command → words on the screen and an exit code. */
@NullMarked
package dev.waymark.gateway.cli;

import org.jspecify.annotations.NullMarked;
