package org.ordertracking.broker.console.web;

import java.util.Optional;
import org.ordertracking.http.door.Visitor;

/**
 * Who comes to the console.
 *
 * @param visitor with what headers
 * @param session what the browser keeps in the token's place
 * @param fetchMode header {@code Sec-Fetch-Mode}: {@code navigate} when somebody follows a link or types an address
 */
record Guest(Visitor visitor, Optional<String> session, Optional<String> fetchMode) {}
