// Any bytes are an event log, packed or not, or end with a sentence; what is read is what was asked for.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "base/check.hpp"
#include "base/text.hpp"
#include "import/row_source.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using reeve::import::RowSource;
    const int file = ::memfd_create("log", MFD_CLOEXEC);
    REEVE_CHECK(file >= 0 && ::write(file, data, size) == static_cast<ssize_t>(size));
    const std::string path = "/proc/self/fd/" + std::to_string(file);
    for (const bool xes : {true, false}) {
        try {
            const auto source =
                xes ? reeve::import::open_xes(path, {"concept:name", "time:timestamp", "trace:concept:name"})
                    : reeve::import::open_csv(path, size % 2 == 0);
            reeve::import::SourceRow row;
            for (auto next = source->next(row); next != RowSource::Next::end; next = source->next(row)) {
                REEVE_CHECK(row.line > 0);
                if (next == RowSource::Next::broken) {
                    REEVE_CHECK(!source->why().empty());
                    continue;
                }
                REEVE_CHECK(row.cells.size() == source->columns().size());
                for (const std::string& cell : row.cells) REEVE_CHECK(reeve::valid_utf8(cell));
            }
        } catch (const std::runtime_error& told) {
            REEVE_CHECK(*told.what() != '\0');
        }
    }
    ::close(file);
    return 0;
}
