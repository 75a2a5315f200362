#include "store/sqlite/step_limit.hpp"

#include <sqlite3.h>

namespace reeve::store::sqlite {
namespace {

constexpr int stride = 500;  // steps between two looks at the bound

}  // namespace

StepLimit::StepLimit(Connection& connection, std::int64_t steps)
    : connection_(connection), left_(steps / stride) {
    sqlite3_progress_handler(connection_.handle_, stride, &StepLimit::on_progress, this);
}

StepLimit::~StepLimit() {
    sqlite3_progress_handler(connection_.handle_, 0, nullptr, nullptr);
}

int StepLimit::on_progress(void* self) {
    return --static_cast<StepLimit*>(self)->left_ < 0 ? 1 : 0;
}

}  // namespace reeve::store::sqlite
