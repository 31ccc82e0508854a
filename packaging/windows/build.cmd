@echo off
rem Makes dist\shangquan and, of it, dist\shangquan-VERSION-windows-x64.exe, the installer.
rem
rem Not run: no Windows machine was at hand.
rem
rem Needs 64-bit Windows 10 1809 or newer, Python 3.11 from its own installer (with the launcher "py") and
rem Inno Setup 6.3 or newer; no administrator. Without a network name the folder of wheels, made elsewhere by
rem "dev.py wheels DIR --platform windows --python 3.11":
rem     packaging\windows\build.cmd --wheels E:\wheels

setlocal
cd /d "%~dp0..\.."

py -3.11 packaging\dev.py build %*
if errorlevel 1 exit /b 1

set "ISCC=%LOCALAPPDATA%\Programs\Inno Setup 6\ISCC.exe"
if not exist "%ISCC%" set "ISCC=%ProgramFiles(x86)%\Inno Setup 6\ISCC.exe"
if not exist "%ISCC%" set "ISCC=%ProgramFiles%\Inno Setup 6\ISCC.exe"
if not exist "%ISCC%" echo Inno Setup 6 was not found: dist\shangquan runs, but there is no installer.
if not exist "%ISCC%" exit /b 1

"%ISCC%" /Qp packaging\windows\shangquan.iss
if errorlevel 1 exit /b 1

for %%F in (dist\shangquan-*-windows-x64.exe) do certutil -hashfile "%%F" SHA256
