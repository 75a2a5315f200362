#pragma once
// A desk put together and running: store, clock, threads, doors.

#include <memory>

#include "desk/instance.hpp"

namespace reeve::app {

[[nodiscard]] std::unique_ptr<desk::Instance> start_instance(const desk::InstanceOptions& options);

}  // namespace reeve::app
