; The installer for Windows: for one user, without an administrator, in Chinese. Made by packaging\windows\build.cmd.
;
; Not run: no Windows machine was at hand. Neither the compiler nor the installer it makes was seen working.
; Tests on Linux only prove that the files named here exist and that every text a clerk may meet is Chinese.
;
; Needs Inno Setup 6 (6.3 or newer) and nothing from the network: the Chinese texts are below, since Inno brings none.
; Save this file as UTF-8 with a byte order mark.
;
; Runtime: Qt, Python and the other parts bring vcruntime140.dll and msvcp140*.dll; the rest is Windows 10 1809 or newer.
; No file type is bound to the program: a store is a folder, opened from within the program.
; Without a signature SmartScreen warns of an unknown publisher; the sum that build.cmd prints tells whether a copy is whole.

#define Program AddBackslash(SourcePath) + "..\..\dist\shangquan"
#define Title "商圈党群服务台"
#define Version GetStringFileInfo(Program + "\shangquan.exe", PRODUCT_VERSION)
#if Version == ""
  #error dist\shangquan\shangquan.exe is missing or names no version. Run build.cmd.
#endif

[Setup]
AppId={{6E5E3E0B-5C0B-4C8E-9E53-7D0C0B5A1F42}
AppName={#Title}
AppVersion={#Version}
AppVerName={#Title} {#Version}
AppPublisher={#Title}
VersionInfoVersion={#Version}
VersionInfoProductName={#Title}
VersionInfoDescription={#Title}安装程序
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
DefaultDirName={localappdata}\Programs\shangquan
DisableDirPage=yes
DisableProgramGroupPage=yes
ShowLanguageDialog=no
WizardStyle=modern
SetupIconFile=..\..\build\windows\shangquan.ico
UninstallDisplayName={#Title}
UninstallDisplayIcon={app}\shangquan.exe
OutputDir=..\..\dist
OutputBaseFilename=shangquan-{#Version}-windows-x64
Compression=lzma2/max
SolidCompression=yes
; The program holds this mutex while it runs (main.py): neither setup nor uninstallation touches it before it is closed.
; Copies from before the mutex are found by the files they hold open, and the clerk is asked to let them be closed.
AppMutex=shangquan
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "zh"; MessagesFile: "compiler:Default.isl"

[LangOptions]
LanguageName=简体中文
LanguageID=$0804
LanguageCodePage=936
DialogFontName=Microsoft YaHei UI
DialogFontSize=9

[Tasks]
Name: "desktop"; Description: "在桌面上放一个图标"

[InstallDelete]
; What an older version brought and this one does not must not be found by it. The data lies elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Title}"; Filename: "{app}\shangquan.exe"; WorkingDir: "{app}"
Name: "{autodesktop}\{#Title}"; Filename: "{app}\shangquan.exe"; WorkingDir: "{app}"; Tasks: desktop

[Run]
Filename: "{app}\shangquan.exe"; Description: "现在打开{#Title}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if (CurUninstallStep = usPostUninstall) and not UninstallSilent then
    MsgBox(
      '程序已经卸载，数据没有删除，还在这个文件夹里：' + #13#10 + #13#10 +
      ExpandConstant('{localappdata}\{#Title}') + #13#10 + #13#10 +
      '以后重新安装，数据照常可用。确定不再需要时，请先备份，再自行删除这个文件夹。',
      mbInformation, MB_OK);
end;

[Messages]
SetupAppTitle=安装
SetupWindowTitle=安装 - %1
UninstallAppTitle=卸载
UninstallAppFullTitle=卸载 %1
InformationTitle=提示
ConfirmTitle=请确认
ErrorTitle=出错
SetupLdrStartupMessage=即将安装 %1。要继续吗？
LdrCannotCreateTemp=不能建立临时文件，安装已停止
LdrCannotExecTemp=不能运行临时文件夹里的文件，安装已停止
LastErrorMessage=%1。%n%n错误 %2：%3
SetupFileMissing=安装文件夹里缺少文件 %1。请重新拷贝安装程序。
SetupFileCorrupt=安装程序已损坏。请重新拷贝。
SetupFileCorruptOrWrongVer=安装程序已损坏，或与本机不符。请重新拷贝。
InvalidParameter=命令行里有不认识的参数：%n%n%1
SetupAlreadyRunning=安装程序已经在运行。
WindowsVersionNotSupported=本程序不支持这台电脑的 Windows 版本。
OnlyOnTheseArchitectures=本程序只能安装在下列处理器的 Windows 上：%n%n%1
WinVersionTooLowError=本程序需要 %1 %2 或更新的版本。
SetupAppRunningError=%1 正在运行。%n%n请保存手头的工作并关闭它，再点“确定”继续；点“取消”退出安装。
UninstallAppRunningError=%1 正在运行。%n%n请保存手头的工作并关闭它，再点“确定”继续；点“取消”退出卸载。
ErrorCreatingDir=不能建立文件夹“%1”
ErrorTooManyFilesInDir=文件夹“%1”里的文件太多，不能再建立文件
ExitSetupTitle=退出安装
ExitSetupMessage=安装还没有完成。现在退出，程序不会装好。%n%n以后可以再次运行安装程序。%n%n要退出吗？
AboutSetupMenuItem=关于安装程序(&A)…
AboutSetupTitle=关于安装程序
ButtonBack=< 上一步(&B)
ButtonNext=下一步(&N) >
ButtonInstall=安装(&I)
ButtonOK=确定
ButtonCancel=取消
ButtonYes=是(&Y)
ButtonYesToAll=全部选是(&A)
ButtonNo=否(&N)
ButtonNoToAll=全部选否(&O)
ButtonFinish=完成(&F)
ButtonBrowse=浏览(&B)…
ButtonWizardBrowse=浏览(&R)…
ButtonNewFolder=新建文件夹(&M)
ClickNext=点“下一步”继续，点“取消”退出。
WelcomeLabel1=安装 [name]
WelcomeLabel2=即将在这台电脑上为您安装 [name/ver]，不需要管理员权限。%n%n装过旧版本的，数据会保留。建议先关闭其他程序。
DiskSpaceMBLabel=至少需要 [mb] MB 磁盘空间。
DiskSpaceWarningTitle=磁盘空间不足
DiskSpaceWarning=安装至少需要 %1 KB，所选磁盘只有 %2 KB。%n%n仍要继续吗？
WizardSelectTasks=选择附加任务
SelectTasksDesc=还要做些什么？
SelectTasksLabel2=请选择安装 [name] 时要做的事，再点“下一步”。
WizardReady=准备安装
ReadyLabel1=可以开始安装 [name] 了。
ReadyLabel2a=点“安装”开始；要更改请点“上一步”。
ReadyLabel2b=点“安装”开始。
ReadyMemoDir=安装位置：
ReadyMemoTasks=附加任务：
WizardPreparing=正在准备安装
PreparingDesc=正在准备安装 [name]。
PreviousInstallNotCompleted=上一次安装或卸载还没有完成，需要重新启动电脑。%n%n重新启动后请再次运行安装程序。
CannotContinue=不能继续安装。请点“取消”退出。
ApplicationsFound=下列程序正在使用要更新的文件。请先保存手头的工作，再让安装程序关闭它们。
ApplicationsFound2=下列程序正在使用要更新的文件。请先保存手头的工作，再让安装程序关闭它们；装好以后会重新打开。
CloseApplications=自动关闭这些程序(&A)
DontCloseApplications=不关闭这些程序(&D)
ErrorCloseApplications=没能关闭所有程序。请先自行关闭正在使用这些文件的程序，再继续。
PrepareToInstallNeedsRestart=需要先重新启动电脑，再次运行安装程序才能装好 [name]。%n%n现在重新启动吗？
WizardInstalling=正在安装
InstallingLabel=正在安装 [name]，请稍候。
FinishedHeadingLabel=[name] 装好了
FinishedLabelNoIcons=[name] 已经安装在这台电脑上。
FinishedLabel=[name] 已经安装在这台电脑上，可以从开始菜单打开。
ClickFinish=点“完成”退出安装。
FinishedRestartLabel=要完成安装，需要重新启动电脑。现在重新启动吗？
FinishedRestartMessage=要完成安装，需要重新启动电脑。%n%n现在重新启动吗？
YesRadio=现在重新启动(&Y)
NoRadio=以后再重新启动(&N)
RunEntryExec=运行 %1
RunEntryShellExec=查看 %1
SetupAborted=安装没有完成。%n%n请排除问题后再次运行安装程序。
AbortRetryIgnoreSelectAction=请选择
AbortRetryIgnoreRetry=重试(&T)
AbortRetryIgnoreIgnore=忽略并继续(&I)
AbortRetryIgnoreCancel=取消安装
StatusClosingApplications=正在关闭程序…
StatusCreateDirs=正在建立文件夹…
StatusExtractFiles=正在复制文件…
StatusCreateIcons=正在建立快捷方式…
StatusCreateRegistryEntries=正在登记…
StatusSavingUninstall=正在保存卸载信息…
StatusRunProgram=正在完成安装…
StatusRollback=正在撤回更改…
ErrorInternal2=内部错误：%1
ErrorFunctionFailedNoCode=%1 失败
ErrorFunctionFailed=%1 失败，代码 %2
ErrorFunctionFailedWithMessage=%1 失败，代码 %2。%n%3
ErrorExecutingProgram=不能运行文件：%n%1
ErrorRegOpenKey=不能打开注册表项：%n%1\%2
ErrorRegCreateKey=不能建立注册表项：%n%1\%2
ErrorRegWriteKey=不能写入注册表项：%n%1\%2
FileAbortRetryIgnoreSkipNotRecommended=跳过这个文件（不建议）(&S)
FileAbortRetryIgnoreIgnoreNotRecommended=忽略并继续（不建议）(&I)
SourceIsCorrupted=安装程序里的文件已损坏
SourceDoesntExist=找不到文件“%1”
ExistingFileReadOnly2=原有文件是只读的，不能替换。
ExistingFileReadOnlyRetry=去掉只读，再试一次(&R)
ExistingFileReadOnlyKeepExisting=保留原有文件(&K)
ErrorReadingExistingDest=读取原有文件时出错：
ErrorChangingAttr=更改原有文件的属性时出错：
ErrorCreatingTemp=在安装位置建立文件时出错：
ErrorReadingSource=读取安装文件时出错：
ErrorCopying=复制文件时出错：
ErrorReplacingExistingFile=替换原有文件时出错：
ErrorRestartReplace=不能在重新启动后替换：
ErrorRenamingTemp=在安装位置更改文件名时出错：
ErrorRestartingComputer=不能重新启动电脑，请自行重新启动。
UninstallNotFound=文件“%1”不存在，不能卸载。
UninstallOpenError=不能打开文件“%1”，不能卸载
UninstallUnsupportedVer=卸载记录“%1”的格式无法识别，不能卸载
UninstallUnknownEntry=卸载记录里有不认识的内容（%1）
ConfirmUninstall=要卸载 %1 吗？%n%n只删除程序，数据不会删除。
UninstallStatusLabel=正在卸载 %1，请稍候。
UninstalledAll=%1 已经卸载。
UninstalledMost=%1 已经卸载。%n%n有些文件没能删除，可以自行删除。
UninstalledAndNeedsRestart=要完成卸载 %1，需要重新启动电脑。%n%n现在重新启动吗？
UninstallDataCorrupted=文件“%1”已损坏，不能卸载
WizardUninstalling=卸载进度
StatusUninstalling=正在卸载 %1…
ShutdownBlockReasonInstallingApp=正在安装 %1。
ShutdownBlockReasonUninstallingApp=正在卸载 %1。
