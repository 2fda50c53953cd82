/** What the process holds of the machine's memory, and gives back. */
package org.ordertracking.broker.memory;
