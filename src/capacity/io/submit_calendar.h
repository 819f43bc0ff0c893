#pragma once

#include "capacity/book_room.h"
#include "site/make_once.h"

/// Forms of the calendar in their transactions. Room is looked up and taken in one transaction, and writers take turns,
/// so the same room is never given twice.
namespace kringwerk::capacity {

struct SentBooking {
  network::CapabilityId capability;
  BookingDraft draft;
  Violations violations;  ///< of the fields
};
/// Answers the address of the calendar. An introduction must be agreed and run through the capability.
Result<std::string> submit_booking(const site::Services& services, const web::Call& call,
                                   const site::NamedRequest& request, const SentBooking& sent);

struct SentBookingStep {
  network::CapabilityId capability;
  network::BookingId booking;
  BookingStep step = BookingStep::agree;
  std::int64_t version = 0;
};
Result<Done> submit_booking_step(const site::Services& services, const web::Call& call, const SentBookingStep& sent);

struct SentException {
  network::CapabilityId capability;
  ExceptionDraft draft;
  Violations violations;
};
Result<std::string> submit_exception(const site::Services& services, const web::Call& call,
                                     const site::NamedRequest& request, const SentException& sent);
Result<Done> drop_exception(const site::Services& services, const web::Call& call, network::CapabilityId capability,
                            network::CapacityExceptionId exception);

/// An agreed introduction that runs through a capability and takes no room there yet.
struct WaitingAgreement {
  std::int64_t introduction = 0;
  std::optional<Mass> per_week;  ///< of the proposed chain
  std::string material;          ///< id; empty when not recognised
  std::string hub_name;          ///< that proposed it; empty when a side did
  Instant agreed_at;
};
std::vector<WaitingAgreement> load_waiting_agreements(storage::Connection& connection,
                                                      network::CapabilityId capability);

}  // namespace kringwerk::capacity
