/** Dead letters over HTTP, for operators: the same in every service. */
package org.ordertracking.messaging.deadletters.api;
