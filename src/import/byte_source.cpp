#include "import/byte_source.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

namespace reeve::import {
namespace {

constexpr unsigned piece_max = 1u << 30;

gzFile gz(void* file) {
    return static_cast<gzFile>(file);
}

[[noreturn]] void fail(const std::string& path, void* file, std::string_view doing) {
    int code = Z_OK;
    const char* why = gzerror(gz(file), &code);
    throw std::runtime_error(
        fmt::format("{} cannot be {}: {}", path, doing, code == Z_BUF_ERROR ? "it is cut off" : why));
}

}  // namespace

void ByteSource::Closer::operator()(void* file) const {
    gzclose(gz(file));
}

ByteSource::ByteSource(const std::string& path) : path_(path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) && !std::filesystem::is_fifo(path, error))
        throw std::runtime_error(fmt::format("there is no file {}", path));
    file_.reset(gzopen(path.c_str(), "rb"));
    if (!file_) throw std::runtime_error(fmt::format("{} cannot be opened", path));
    gzbuffer(gz(file_.get()), 256 * 1024);
}

ByteSource::~ByteSource() = default;

std::size_t ByteSource::read(std::span<char> onto) {
    const int count = gzread(gz(file_.get()), onto.data(),
                             static_cast<unsigned>(std::min<std::size_t>(onto.size(), piece_max)));
    int code = Z_OK;
    if (count <= 0) (void)gzerror(gz(file_.get()), &code);
    if (count < 0 || (count == 0 && code != Z_OK && code != Z_STREAM_END)) fail(path_, file_.get(), "read");
    return static_cast<std::size_t>(count);
}

ByteSink::ByteSink(const std::string& path) : path_(path) {
    file_ = gzopen(path.c_str(), path.ends_with(".gz") ? "wb6" : "wbT");
    if (!file_) throw std::runtime_error(fmt::format("{} cannot be written", path));
}

ByteSink::~ByteSink() {
    if (file_) gzclose(gz(file_));
}

void ByteSink::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::string_view some = bytes.substr(0, piece_max);
        if (gzwrite(gz(file_), some.data(), static_cast<unsigned>(some.size())) <= 0)
            fail(path_, file_, "written");
        bytes.remove_prefix(some.size());
    }
}

void ByteSink::close() {
    void* file = file_;
    file_ = nullptr;
    if (gzclose(gz(file)) != Z_OK)
        throw std::runtime_error(fmt::format("{} cannot be written to its end", path_));
}

}  // namespace reeve::import
