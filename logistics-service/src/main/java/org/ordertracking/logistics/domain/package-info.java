/** What logistics knows: deliveries, who carries them, when they arrive. Plain Java; no log, no database, no HTTP. */
package org.ordertracking.logistics.domain;
